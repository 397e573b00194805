/** Web Chat takes the React that it finds, so that what our own page draws into it and what it draws itself are of one kind. */
import React from 'react';
import ReactDOM from 'react-dom';

Object.assign(window, { React, ReactDOM });
